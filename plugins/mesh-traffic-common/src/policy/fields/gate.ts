import { z } from 'zod';
import { httpUrl } from './scalars';

/** What has to agree before a release goes on. */
export const gate = z.preprocess(
  value => (value === 'manual' ? { type: 'manual' } : value),
  z
    .strictObject({
      type: z
        .enum(['manual', 'url', 'check'])
        .describe(
          'manual: a person opens the gate at the load tester. url: an address of yours answers 200. check: a command at the load tester succeeds.',
        ),
      at: z
        .enum(['rollout', 'promotion', 'trafficIncrease'])
        .default('rollout')
        .describe('Before the first step, before the promotion or before every step.'),
      url: httpUrl.optional(),
      command: z.string().min(1).max(2000).optional(),
    })
    .refine(value => (value.type === 'url') === (value.url !== undefined), {
      error: 'url belongs to a gate of type url, and such a gate needs it.',
      params: { help: 'Give type: url together with url.' },
    })
    .refine(value => (value.type === 'check') === (value.command !== undefined), {
      error: 'command belongs to a gate of type check, and such a gate needs it.',
      params: { help: 'Give type: check together with command.' },
    }),
);

export type Gate = z.infer<typeof gate>;
