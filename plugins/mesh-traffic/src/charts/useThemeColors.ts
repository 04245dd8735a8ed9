import { RefObject, useEffect, useState } from 'react';

/**
 * Colours of the theme as a canvas can use them. A canvas knows no CSS variables, so that they are read from
 * the element and read again when the app changes its theme (attributes on html or body) or the system does.
 */
export function useThemeColors(
  element: RefObject<HTMLElement>,
  names: readonly string[],
): Record<string, string> | undefined {
  const [colors, setColors] = useState<Record<string, string>>();
  const key = names.join();
  useEffect(() => {
    const read = () => {
      if (!element.current) return;
      const style = getComputedStyle(element.current);
      const next = Object.fromEntries(key.split(',').map(name => [name, resolve(style, name)]));
      setColors(previous => (JSON.stringify(previous) === JSON.stringify(next) ? previous : next));
    };
    read();
    const observer = new MutationObserver(read);
    for (const root of [document.documentElement, document.body]) {
      observer.observe(root, { attributes: true });
    }
    return () => observer.disconnect();
  }, [element, key]);
  return colors;
}

function resolve(style: CSSStyleDeclaration, name: string): string {
  return style.getPropertyValue(name).trim() || 'gray';
}
