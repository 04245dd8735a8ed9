/** HTML that needs no escaping any more. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = Html | Html[] | string | number | undefined | false;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template for HTML; every value is escaped unless it is `Html`. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  const text = parts.reduce((before, part, index) => before + render(values[index - 1]) + part);
  return new Html(text);
}

function render(value: Value): string {
  if (value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  if (value instanceof Html) return value.text;
  return String(value).replace(/[&<>"']/g, character => entities[character]);
}
