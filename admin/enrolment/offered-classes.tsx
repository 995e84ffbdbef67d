import MenuBookIcon from '@mui/icons-material/MenuBookOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange, useConnection, useLoad } from '../data/queries.js';
import { ChooseClassDocument, OfferedClassesDocument, OwnChoicesDocument, OwnTeachingDocument, type OfferedClassesQuery, type RefusalPartsFragment } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState, Failure, Rows, useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChoiceTag } from './choice-tag.js';
import type { ChoosingPeriod } from './choosing-periods.js';
import { fateOf, type OwnChoice } from './own-choices.js';
import { useWhole } from '../data/use-whole.js';

type Offered = OfferedClassesQuery['classes']['nodes'][number];

/** The classes of a period, those of the own subject and stage first. */
export function OfferedClasses({ period, choices }: { period: ChoosingPeriod; choices: readonly OwnChoice[] }) {
  const text = useText();
  const [search, setSearch] = useState('');
  return (
    <>
      <SearchField label={text('choosing.search')} value={search} onSearch={setSearch} />
      <FoundClasses period={period} choices={choices} search={search} />
    </>
  );
}

function FoundClasses({ period, choices, search }: { period: ChoosingPeriod; choices: readonly OwnChoice[]; search: string }) {
  const text = useText();
  const formats = useFormats();
  const classes = useWhole(useConnection(OfferedClassesDocument, { periodId: period.id, search: search === '' ? null : search, first: 100 }, (result) => result.classes));
  const teaching = useLoad(OwnTeachingDocument, {}, { staleTime: 60_000 }).data?.viewer?.person;
  const standing = new Map(choices.filter(({ state }) => state !== 'WITHDRAWN').map((choice) => [choice.class.id, choice]));
  if (classes.error !== null) return <Failure error={classes.error} onRetry={classes.retry} />;
  if (!classes.isWhole) return <Rows />;
  const nearness = ({ course }: Offered): number => (course.subject === teaching?.subject ? 0 : 2) + (course.stage === teaching?.stage ? 0 : 1);
  const shown = classes.nodes.toSorted((a, b) => nearness(a) - nearness(b) || (a.code < b.code ? -1 : 1));
  if (shown.length === 0) return <EmptyState icon={<MenuBookIcon />} title={text('choosing.noClasses')} next={text('choosing.noClassesNext')} />;
  return (
    <DataTable
      label={text('choosing.offered')}
      rows={shown}
      rowKey={(row) => row.id}
      columns={[
        { key: 'course', label: text('choosing.course'), cell: (row) => row.course.name },
        { key: 'for', label: text('choosing.for'), cell: ({ course: { stage, subject } }) => `${text(`people.stages.${stage}`)} · ${text(`people.subjects.${subject}`)}` },
        { key: 'hours', label: text('choosing.hours'), numeric: true, cell: (row) => formats.points(row.course.hours) },
        { key: 'places', label: text('choosing.places'), cell: ({ places }) => (places?.left === null || places?.left === undefined ? text('choosing.unlimited') : text(places.left === 0 ? 'choosing.full' : 'choosing.left', { count: formats.integer(places.left) })) },
        { key: 'code', label: text('choosing.code'), cell: (row) => row.code },
      ]}
      actions={(row) => <Choosing offered={row} choice={standing.get(row.id) ?? null} isOpen={period.choosing.isOpen} />}
    />
  );
}

/** What can be done with a class, or what has been; a refusal stands where the button was pressed. */
function Choosing({ offered, choice, isOpen }: { offered: Offered; choice: OwnChoice | null; isOpen: boolean }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const failureText = useFailureText();
  const [refusals, setRefusals] = useState<readonly RefusalPartsFragment[]>([]);
  const change = useChange(ChooseClassDocument, [OwnChoicesDocument] as never[]);
  const { name } = offered.course;
  if (choice !== null) {
    const fate = fateOf(choice);
    return <ChoiceTag state={fate} label={text(`choosing.states.${fate}`)} />;
  }
  const choose = (): void => {
    change.mutate(
      { input: { classId: offered.id } },
      {
        onSuccess: ({ chooseClass }) => {
          setRefusals(chooseClass.refusals);
          if (chooseClass.refusals.length === 0) notify(text('choosing.chosen', { name, time: formats.time(chooseClass.chosenAt) }), { type: 'success' });
        },
        onError: (error) => {
          notify(failureText(error), { type: 'error' });
        },
      },
    );
  };
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: { xs: 'stretch', sm: 'flex-end' }, gap: 0.5 }}>
      {isOpen && (
        <Button size="small" variant="outlined" loading={change.isPending} aria-label={text('choosing.chooseNamed', { name })} sx={{ minHeight: { xs: 40, sm: 26 }, py: { sm: 0 } }} onClick={choose}>
          {text('choosing.choose')}
        </Button>
      )}
      {refusals.map(({ code, message }) => (
        <Typography key={code} variant="caption" color="error" role="alert" sx={{ whiteSpace: 'normal', maxWidth: 320 }}>
          {message}
        </Typography>
      ))}
    </Box>
  );
}
