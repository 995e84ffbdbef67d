import ClassIcon from '@mui/icons-material/ClassOutlined';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useConnection } from '../data/queries.js';
import { AllottableClassesDocument, type AllottableClassFragment } from '../gql/graphql.js';
import { PeriodChoice } from '../programmes/period.js';
import { ConnectionTable, DataTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface ClassChoiceProps { chosen: ReadonlyMap<string, AllottableClassFragment>; onChange: (chosen: ReadonlyMap<string, AllottableClassFragment>) => void }

/** Classes to tick, by period and words, with how many tutors and learners each has. */
export function ClassChoice({ chosen, onChange }: ClassChoiceProps) {
  const text = useText();
  const formats = useFormats();
  const [periodId, setPeriodId] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [isChosenOnly, setChosenOnly] = useState(chosen.size > 0);
  const classes = useConnection(AllottableClassesDocument, { first: 50, periodId, search: search === '' ? null : search }, (result) => result.classes, { enabled: !isChosenOnly, keepPrevious: true });
  const toggle = (one: AllottableClassFragment): void => {
    const next = new Map(chosen);
    if (!next.delete(one.id)) next.set(one.id, one);
    onChange(next);
  };
  // Those taken away stay in the list of the chosen ones until it is left, so that a slip is undone where it happened.
  const [listed, setListed] = useState<readonly AllottableClassFragment[]>([...chosen.values()]);
  const words = search.toLowerCase();
  const shown = listed.filter((one) => (periodId === null || one.period.id === periodId) && (search === '' || [one.name, one.code, one.course.name].some((part) => part.toLowerCase().includes(words))));
  const table: Omit<Parameters<typeof DataTable<AllottableClassFragment>>[0], 'rows'> = {
    label: text('allotment.classes'),
    rowKey: (row) => row.id,
    columns: [
      { key: 'name', label: text('allotment.className'), cell: (row) => <Tick row={row} isChosen={chosen.has(row.id)} onToggle={toggle} /> },
      { key: 'course', label: text('allotment.course'), cell: (row) => row.course.name },
      { key: 'period', label: text('allotment.period'), cell: (row) => `${text('programmes.periodNumber', { number: row.period.number })} · ${formats.period(row.period.startsOn, row.period.endsOn)} · ${text(`programmes.states.${row.period.state}`)}` },
      { key: 'tutors', label: text('allotment.tutors'), numeric: true, cell: (row) => formats.integer(row.tutorCount) },
      { key: 'learners', label: text('allotment.learners'), numeric: true, cell: (row) => formats.integer(row.learnerCount) },
    ],
  };
  return (
    <>
      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ flexWrap: 'wrap', mb: 2 }}>
        <TextField
          select
          label={text('allotment.only')}
          value={isChosenOnly ? 'chosen' : 'all'}
          onChange={(event) => {
            setListed([...chosen.values()]);
            setChosenOnly(event.target.value === 'chosen');
          }}
          sx={{ minWidth: 160, width: { xs: '100%', sm: 'auto' } }}
        >
          <MenuItem value="all">{text('allotment.all')}</MenuItem>
          <MenuItem value="chosen">{text('allotment.chosenOnly')}</MenuItem>
        </TextField>
        <PeriodChoice value={periodId} onChange={setPeriodId} />
        <SearchField label={text(isChosenOnly ? 'allotment.searchChosen' : 'allotment.search')} value={search} onSearch={setSearch} />
      </Stack>
      {isChosenOnly ? (
        shown.length === 0 ? <EmptyState icon={<ClassIcon />} title={text(listed.length === 0 ? 'allotment.nothingChosen' : 'allotment.nothingFound')} next={text(listed.length === 0 ? 'allotment.nothingChosenNext' : 'allotment.nothingFoundNext')} /> : <DataTable {...table} rows={shown} />
      ) : (
        <ConnectionTable {...table} connection={classes} empty={<EmptyState icon={<ClassIcon />} title={text('allotment.nothingFound')} next={text('allotment.nothingFoundNext')} />} />
      )}
    </>
  );
}

function Tick({ row, isChosen, onToggle }: { row: AllottableClassFragment; isChosen: boolean; onToggle: (row: AllottableClassFragment) => void }) {
  const text = useText();
  return (
    <FormControlLabel
      sx={{ mr: 0 }}
      disabled={!row.programme.viewerCanAllot}
      control={
        <Checkbox
          size="small"
          checked={isChosen}
          onChange={() => {
            onToggle(row);
          }}
        />
      }
      label={
        <>
          {row.name}
          <Typography variant="caption" component="div" color="textSecondary">
            {row.programme.viewerCanAllot ? row.code : `${row.code} · ${text('allotment.foreign')}`}
          </Typography>
        </>
      }
    />
  );
}
