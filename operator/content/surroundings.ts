/** What the facts of an entry may name: all that is there around it. */
export interface Surroundings {
  /** The languages that the portal is in. */
  languages: string[];
  /** The slugs of all entries, by the folder of their kind. */
  entries: Map<string, Set<string>>;
  /** The subjects and the districts that entries are found by. */
  topics: string[];
  areas: string[];
  /** The departments that can answer for a commitment. */
  departments: string[];
  /** What the addresses of the portal's own pages begin with, after the language. */
  addresses: string[];
  /** Where files of `/documents/` lie. */
  publicFolder: string;
}
