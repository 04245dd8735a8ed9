import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ReactNode } from 'react';

/**
 * Shared by all pages of the plugin, so that going back to a tab shows the last answer at once. Errors are
 * not retried here: what is polled is asked again anyway, and a person should not wait for a sentence.
 */
export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });

/** Gives the components below it the plugin's own query cache. */
export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
