// The catalogue of audited acts is complete against what the services record: read from their source, by the compiler's own types.
import { beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { isAct, actOf, actWords } from '../../server/audit/rules/act-words.js';
import { hasFactWords } from '../../server/audit/rules/fact-words.js';

interface Recording { at: string; actions: string[] | null; acts: string[] | null; facts: string[]; changes: string[] }
let recordings: Recording[];
const exporters: string[] = [];

beforeAll(() => {
  const config = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => { throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n')); } });
  if (!config) throw new Error('no tsconfig.json');
  const program = ts.createProgram({ rootNames: config.fileNames.filter((name) => name.includes('/server/')), options: { ...config.options, noEmit: true } });
  const checker = program.getTypeChecker();
  recordings = program.getSourceFiles().filter(({ fileName, isDeclarationFile }) => fileName.includes('/server/') && !isDeclarationFile).flatMap((file) => {
    exporters.push(...[...file.text.matchAll(/name: '[a-z]+', fileName: '[^']+', action: '([\w.]+)'/g)].map(([, action = '']) => action));
    return recordingsIn(file, checker);
  });
}, 60_000);

/** Of acts that are recorded together each entry is made by a function of its own. */
function isReturnedEntry(node: ts.Node, checker: ts.TypeChecker): node is ts.ObjectLiteralExpression {
  if (!ts.isObjectLiteralExpression(node) || !ts.isReturnStatement(node.parent)) return false;
  const type = checker.getContextualType(node);
  return type !== undefined && checker.getNonNullableType(type).symbol?.name === 'AuditEntry';
}

function recordingsIn(file: ts.SourceFile, checker: ts.TypeChecker): Recording[] {
  const found: Recording[] = [];
  const visit = (node: ts.Node): void => {
    const entry = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && (node.expression.text === 'recordAudit' || (node.expression.text === 'audit' && file.fileName.endsWith('-cli.ts'))) ? node.arguments.at(-1) : isReturnedEntry(node, checker) ? node : undefined;
    if (entry && ts.isObjectLiteralExpression(entry)) {
      const action = valueOf(entry, 'action');
      const facts = valueOf(entry, 'facts');
      const act = facts && ts.isObjectLiteralExpression(facts) ? valueOf(facts, 'act') : undefined;
      found.push({
        at: file.fileName, actions: action ? literalsOf(checker.getTypeAtLocation(action)) : null, acts: act ? literalsOf(checker.getTypeAtLocation(act)) : [],
        facts: facts ? namesOf(checker.getTypeAtLocation(facts)) : [], changes: [valueOf(entry, 'changes')].flatMap((changes) => (changes && ts.isObjectLiteralExpression(changes) ? namesOf(checker.getTypeAtLocation(changes)) : [])),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = object.properties.find((one) => one.name && ts.isIdentifier(one.name) && one.name.text === name);
  if (!property) return undefined;
  return ts.isPropertyAssignment(property) ? property.initializer : ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}
const partsOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);
function literalsOf(type: ts.Type): string[] | null {
  const parts = partsOf(type);
  return parts.every((part) => part.isStringLiteral()) ? parts.map((part) => (part as ts.StringLiteralType).value) : null;
}
function namesOf(type: ts.Type): string[] {
  return [...new Set(partsOf(type).flatMap((part) => part.getProperties().map(({ name }) => name)))];
}

test('T12 every act that any service records has its words, and the catalogue names no other', () => {
  expect(recordings.length).toBeGreaterThan(40);
  // The one place where the action is a value: the door of exports, whose lists are read from their definitions.
  const [door, ...others] = recordings.filter(({ actions }) => actions === null);
  expect({ at: door?.at.replace(/.*server/, ''), acts: door?.acts, others }).toEqual({ at: '/platform/http/list-export.ts', acts: ['export'], others: [] });
  for (const { at, acts } of recordings) expect({ at, areActsKnown: acts !== null }).toEqual({ at, areActsKnown: true });
  const recorded = [
    ...recordings.flatMap(({ actions, acts }) => (actions ?? []).flatMap((action) => ((acts ?? []).length === 0 ? [actOf(action, null)] : (acts ?? []).map((act) => actOf(action, act))))),
    ...exporters.map((action) => actOf(action, 'export')),
  ];
  expect(exporters.length).toBeGreaterThan(3);
  expect(recorded.filter((code) => !isAct(code))).toEqual([]);
  expect(Object.keys(actWords).filter((code) => !recorded.includes(code))).toEqual([]);
});

test('T12 every fact that any service records has its name in words', () => {
  const facts = new Set(recordings.flatMap(({ facts: names, changes }) => [...names, ...changes]));
  expect([...facts].filter((name) => name !== 'act' && !hasFactWords(name))).toEqual([]);
});

test('T12 all words stand in both languages, and no Chinese in the English ones', () => {
  for (const [code, { zh, en }] of Object.entries(actWords)) expect({ code, zh: /^[\u4e00-\u9fff]+$/.test(zh), en: /^[ -~]+$/.test(en) }).toEqual({ code, zh: true, en: true });
  expect(readFileSync('server/audit/rules/fact-words.ts', 'utf8')).not.toMatch(/en: '[^']*[\u4e00-\u9fff]/);
});
