import PlaylistAddIcon from '@mui/icons-material/PlaylistAdd';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useConnection } from '../data/queries.js';
import { OwnChoicesDocument } from '../gql/graphql.js';
import { Page } from '../ui/page.js';
import { EmptyState, Failure, Loaded, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { PeriodTiles, useChoosingPeriods, WindowNote } from './choosing-periods.js';
import { OfferedClasses } from './offered-classes.js';
import { OwnChoices } from './own-choices.js';
import { useWhole } from '../data/use-whole.js';

/** A teacher chooses classes, and sees what has become of the choices. */
export function ChoosingPage() {
  const text = useText();
  const { query, periods, period, onPeriod, programmeChoice } = useChoosingPeriods();
  const own = useWhole(useConnection(OwnChoicesDocument, { first: 50 }, (result) => result.courseChoices));
  return (
    <Page title={text('choosing.title')} subtitle={text('choosing.intro')}>
      <Loaded query={query}>
        {() =>
          own.error !== null ? (
            <Failure error={own.error} onRetry={own.retry} />
          ) : !own.isWhole ? (
            <Rows />
          ) : (
            <Stack spacing={3}>
              {own.nodes.length > 0 && <OwnChoices choices={own.nodes} />}
              {period === null ? (
                <EmptyState icon={<PlaylistAddIcon />} title={text('choosing.none')} next={text('choosing.noneNext')} />
              ) : (
                <Stack spacing={1.5}>
                  <Typography variant="h2">{text('choosing.offered')}</Typography>
                  {programmeChoice}
                  <PeriodTiles periods={periods} value={period.id} onChange={onPeriod} />
                  <WindowNote period={period} />
                  <OfferedClasses key={period.id} period={period} choices={own.nodes} />
                </Stack>
              )}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}
