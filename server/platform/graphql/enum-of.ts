// Enums of the public schema made from a list of names with their Chinese terms.

/** The enum's object, and its values' descriptions for `registerEnumType`. */
export function enumOf<Value extends string>(values: Readonly<Record<Value, string>>): { object: Record<Value, Value>; valuesConfig: Record<string, { description: string }> } {
  const names = Object.keys(values) as Value[];
  return {
    object: Object.fromEntries(names.map((name) => [name, name])) as Record<Value, Value>,
    valuesConfig: Object.fromEntries(names.map((name) => [name, { description: `${values[name]}。` }])),
  };
}
