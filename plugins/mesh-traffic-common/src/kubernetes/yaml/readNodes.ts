import { EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import { countDocumentMarkers, countStructure, utf8Bytes, YamlLimits } from './limits';
import { NodeBuilder } from './NodeBuilder';
import { syntaxProblem } from './syntaxProblem';
import { YamlNode } from './YamlNode';
import { YamlProblem, YamlStop } from './YamlProblem';

/** The documents of a text as nodes with positions. With problems the nodes are not to be trusted. */
export interface YamlNodes {
  roots: YamlNode[];
  problems: YamlProblem[];
}

/**
 * Reads YAML text that nobody vouches for. Size, structure and depth are bounded before or while it is
 * parsed; nothing is thrown.
 */
export function readNodes(text: string, limits: YamlLimits): YamlNodes {
  const refusal = tooMuch(text, limits);
  if (refusal) return { roots: [], problems: [refusal] };
  const builder = new NodeBuilder(text, limits);
  try {
    build(builder, text, limits);
  } catch (error) {
    const problem = asProblem(error);
    if (!problem) throw error;
    return { roots: [], problems: [...builder.problems, problem] };
  }
  return { roots: builder.roots, problems: builder.problems };
}

function build(builder: NodeBuilder, text: string, limits: YamlLimits): void {
  for (const event of parseEvents(text, { maxDepth: limits.maxDepth })) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        builder.openDocument();
        break;
      case EVENT_ID.SEQUENCE:
        builder.open('sequence', event);
        break;
      case EVENT_ID.MAPPING:
        builder.open('mapping', event);
        break;
      case EVENT_ID.SCALAR:
        builder.scalar(event);
        break;
      case EVENT_ID.ALIAS:
        builder.alias(event);
        break;
      default:
        builder.close();
    }
  }
}

function asProblem(error: unknown): YamlProblem | undefined {
  if (error instanceof YamlStop) return error.problem;
  if (error instanceof YAMLException) return syntaxProblem(error.mark?.position ?? 0, error.reason);
  return undefined;
}

function tooMuch(text: string, limits: YamlLimits): YamlProblem | undefined {
  const help = 'Split it into several files.';
  if (text.length > limits.maxBytes || utf8Bytes(text) > limits.maxBytes) {
    const kib = Math.floor(limits.maxBytes / 1024);
    return { offset: 0, code: 'MT1002', message: `The text is larger than ${kib} KiB.`, help };
  }
  if (countDocumentMarkers(text) > limits.maxDocuments) {
    const message = `The text holds more than ${limits.maxDocuments} documents.`;
    return { offset: 0, code: 'MT1002', message, help };
  }
  if (countStructure(text) > 2 * limits.maxNodes) {
    const message = `The text holds more than ${limits.maxNodes} values.`;
    return { offset: 0, code: 'MT1003', message, help };
  }
  return undefined;
}
