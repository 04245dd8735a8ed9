import { Link } from '@backstage/ui';
import { ReactNode } from 'react';
import { Hidden } from './Hidden';
import { useTexts } from './useTexts';

/**
 * A link to the forge, in a new tab. Addresses come from another system: only http and https are followed,
 * anything else stays text.
 */
export function ExternalLink({ href, children }: { href?: string; children: ReactNode }) {
  const t = useTexts();
  if (!href || !/^https?:\/\//i.test(href)) return <>{children}</>;
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <Hidden> ({t('link.newTab')})</Hidden>
    </Link>
  );
}
