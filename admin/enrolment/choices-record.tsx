import HowToRegIcon from '@mui/icons-material/HowToRegOutlined';
import Box from '@mui/material/Box';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { SchoolChoicesDocument } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChoiceTag } from './choice-tag.js';

/** Every choice of a period with both its times: when it was made, and when the school enrolled by it. */
export function ChoicesRecord({ periodId }: { periodId: string }) {
  const text = useText();
  const formats = useFormats();
  const choices = useConnection(SchoolChoicesDocument, { periodId, isWaiting: false, first: 50 }, (result) => result.courseChoices);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'flex-end', mb: 1 }}>
        <ExportMenu isSmall list="choices" label={text('enrolling.exportListed')} filter={{ periodId, isListed: true }} />
        <ExportMenu isSmall list="choices" label={text('ui.export')} filter={{ periodId }} />
      </Box>
      <ConnectionTable
        label={text('enrolling.viewAll')}
        connection={choices}
        rowKey={(row) => `${row.learner.id} ${row.class.id} ${row.chosenAt}`}
        columns={[
          { key: 'name', label: text('enrolling.name'), cell: (row) => row.learner.name },
          { key: 'trainingNumber', label: text('enrolling.trainingNumber'), cell: (row) => row.learner.trainingNumber },
          { key: 'class', label: text('enrolling.class'), cell: (row) => row.class.course.name },
          { key: 'chosenAt', label: text('enrolling.chosenAt'), cell: (row) => formats.time(row.chosenAt) },
          { key: 'enrolledAt', label: text('enrolling.enrolledAt'), cell: (row) => formats.time(row.enrolledAt) },
          { key: 'state', label: text('enrolling.state'), cell: (row) => <ChoiceTag state={row.state} label={text(`enrolling.states.${row.state}`)} /> },
        ]}
        empty={<EmptyState icon={<HowToRegIcon />} title={text('enrolling.nobody')} next={text('enrolling.nobodyNext')} />}
      />
    </>
  );
}
