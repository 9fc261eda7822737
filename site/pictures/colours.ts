/** The look's light values for drawings, which no style sheet reaches: the same as in tokens.css. */
export const colours = {
  paper: '#faf7f1',
  ink: '#1e1b16',
  soft: '#5a5349',
  line: '#ddd4c5',
  olive: '#3f5b1f',
  pomegranate: '#9b1c31',
} as const;

/** Options of a poll, in their order. */
export const optionColours = ['#3f5b1f', '#d9a441', '#1d4f91', '#e3b7a0', '#6a2c78', '#9fc4b4', '#8a1f35', '#c9c1b2'];
