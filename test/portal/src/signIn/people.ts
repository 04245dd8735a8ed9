/** A person of the catalog whom one can sign in as. */
export interface Person {
  /** Name of the User entity in `catalog-info.yaml`. */
  name: string;
  displayName: string;
  /** What this person stands for, and may do. */
  role: string;
}

/** One person for each way of looking at a routing policy. */
export const people: readonly Person[] = [
  {
    name: 'ana',
    displayName: 'Ana',
    role: 'Owns the services backend, api and web (team-backend): may propose changes to their policies.',
  },
  {
    name: 'kim',
    displayName: 'Kim',
    role: 'Owns the shop that calls backend from prod (team-shop): may look, and ask for access.',
  },
  {
    name: 'pat',
    displayName: 'Pat',
    role: 'Runs the platform: may change every policy.',
  },
  {
    name: 'sam',
    displayName: 'Sam',
    role: 'Is new, in no team: may look.',
  },
];
