// Reads the argument of a field before execution, without coercing: literal, variable, or default.
import { Kind, valueFromASTUntyped, type DocumentNode, type FieldNode, type GraphQLField, type GraphQLSchema, type OperationDefinitionNode, type VariableDefinitionNode } from 'graphql';

/** One operation as it arrived: the variables are raw, of any type. */
export interface IncomingOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type SchemaField = GraphQLField<unknown, unknown>;

/** `undefined` and `null` both mean that the caller gave nothing. */
export function argumentValue(incoming: IncomingOperation, definition: SchemaField, field: FieldNode, name: string): unknown {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  const schemaDefault: unknown = definition.args.find((argument) => argument.name === name)?.defaultValue;
  if (value === undefined) return schemaDefault;
  if (value.kind !== Kind.VARIABLE) return valueFromASTUntyped(value);
  const variable = value.name.value;
  if (Object.hasOwn(incoming.variables, variable) && incoming.variables[variable] !== undefined) return incoming.variables[variable];
  const declared = incoming.operation.variableDefinitions?.find((one: VariableDefinitionNode) => one.variable.name.value === variable);
  return declared?.defaultValue === undefined ? schemaDefault : valueFromASTUntyped(declared.defaultValue);
}

export function takesArgument(definition: SchemaField, name: string): boolean {
  return definition.args.some((argument) => argument.name === name);
}

/** Only what is written as a literal counts: a variable could say otherwise at the next call of the same document. */
export function isLiterallyExcluded(directives: FieldNode['directives']): boolean {
  return (directives ?? []).some((directive) => {
    const condition = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (condition?.kind !== Kind.BOOLEAN) return false;
    return directive.name.value === 'skip' ? condition.value : directive.name.value === 'include' && !condition.value;
  });
}
