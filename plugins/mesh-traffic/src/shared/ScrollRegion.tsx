import { ReactNode } from 'react';

interface ScrollRegionProps {
  /** Says what is inside. */
  label: string;
  className: string;
  children: ReactNode;
}

/** Not every browser lets the keyboard scroll what holds no control (WCAG 2.1.1): this one can be focused. */
const FOCUSABLE = { role: 'region', tabIndex: 0 };

/** Content that may be larger than its frame. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    <div {...FOCUSABLE} className={className} aria-label={label}>
      {children}
    </div>
  );
}
