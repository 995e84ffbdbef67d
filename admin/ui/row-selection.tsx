import Checkbox from '@mui/material/Checkbox';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from './text.js';

/** Rows that are marked for an act on all of them. */
export interface RowSelection<Row> {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** What a row's box is called. */
  label: (row: Row) => string;
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The box of each row. Shift marks or unmarks from the last box on; the arrows go from box to box, and with Shift they mark on their way. */
export function useRowSelection<Row>(rows: readonly Row[], rowKey: (row: Row) => string, selection: RowSelection<Row> | undefined): (row: Row) => ReactNode {
  const last = useRef<string | null>(null);
  const boxes = useRef(new Map<string, HTMLInputElement>());
  if (selection === undefined) return () => null;
  const { selected, onChange, label } = selection;
  const ids = rows.map(rowKey);
  const mark = (from: number, to: number, isMarked: boolean): void => {
    const next = new Set(selected);
    for (const id of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (isMarked) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent, place: number): void => {
    const step = STEPS[event.key];
    const target = step === undefined ? undefined : ids[place + step];
    if (step === undefined) return;
    event.preventDefault();
    if (target === undefined) return;
    if (event.shiftKey) mark(place, place + step, true);
    last.current = target;
    boxes.current.get(target)?.focus();
  };
  return (row) => {
    const id = rowKey(row);
    const place = ids.indexOf(id);
    return (
      <Checkbox
        size="small"
        checked={selected.has(id)}
        slotProps={{
          input: {
            'aria-label': label(row),
            ref: (element: HTMLInputElement | null) => {
              if (element === null) boxes.current.delete(id);
              else boxes.current.set(id, element);
            },
            onKeyDown: (event) => {
              onKeyDown(event, place);
            },
          },
        }}
        onChange={({ nativeEvent }, isChecked) => {
          const from = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey && last.current !== null ? ids.indexOf(last.current) : -1;
          mark(from === -1 ? place : from, place, isChecked);
          last.current = id;
        }}
      />
    );
  };
}

export function SelectAll<Row>({ rows, rowKey, selection }: { rows: readonly Row[]; rowKey: (row: Row) => string; selection: RowSelection<Row> }) {
  const text = useText();
  const count = rows.filter((row) => selection.selected.has(rowKey(row))).length;
  return (
    <Checkbox
      size="small"
      checked={rows.length > 0 && count === rows.length}
      indeterminate={count > 0 && count < rows.length}
      slotProps={{ input: { 'aria-label': text('ui.selectAll') } }}
      onChange={(_, isChecked) => {
        selection.onChange(new Set(isChecked ? rows.map(rowKey) : []));
      }}
    />
  );
}
