/** Two ways out of one: how calls are split. */
export function MeshTrafficIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d="M3 12h6c4 0 4-6 8-6h4M9 12c4 0 4 6 8 6h4" />
      <path d="m18 3 3 3-3 3M18 15l3 3-3 3" />
    </svg>
  );
}
