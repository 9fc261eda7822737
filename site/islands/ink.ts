/** The pattern of each option in turn, from `Cells.svelte`; none where it is plain ink. */
const patterns = [null, 'lines', 'bars', 'dots', 'corners', null, 'lines', 'bars'];

/** What fills an option where there are no colours, as on paper. `square` names the figure: two on a page share no ids. */
export function inkOf(square: string, place: number): string {
  const pattern = patterns[place % patterns.length];
  return pattern ? `url(#${square}-${pattern})` : 'currentColor';
}
