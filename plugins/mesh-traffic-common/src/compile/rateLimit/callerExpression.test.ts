import { compileDocument } from '../__testUtils__/compileDocument';

function compiled(callers: number) {
  const { manifests, diagnostics } = compileDocument({
    apiVersion: 'mesh-traffic/v1alpha1',
    kind: 'RoutingPolicy',
    metadata: { name: 'api', namespace: 'shop' },
    spec: {
      service: { ports: [{ name: 'http', number: 80 }], workload: { labels: { own: 'api' } } },
      callers: Object.fromEntries(Array.from({ length: callers }, (_, index) => [`c${index}`, {}])),
      otherCallers: { rateLimit: { requests: 10, mode: 'enforce' } },
    },
  });
  return { text: JSON.stringify(manifests), codes: diagnostics.map(({ code }) => code) };
}

it("stays far from the depth at which CEL's parser gives up, and Envoy with it", () => {
  // Of 250 levels a conditional takes one, and a parenthesis would take another.
  const { text, codes } = compiled(100);
  expect(codes).toEqual([]);
  expect(text.match(/ \? /g)).toHaveLength(100);
  expect(text).not.toContain(': (');
  expect(compiled(101).codes).toEqual(['MT1140']);
});
