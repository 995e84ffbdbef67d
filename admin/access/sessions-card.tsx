import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { AccountDocument, RevokeSessionsDocument, type AccountQuery } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { deviceName } from './device-name.js';

type Session = NonNullable<AccountQuery['viewer']>['sessions'][number];

/** Where one is signed in; each can be ended, or all the others at once. */
export function SessionsCard({ sessions }: { sessions: readonly Session[] }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const revoke = useChange(RevokeSessionsDocument, [AccountDocument]);
  const others = sessions.filter((session) => !session.isThis).length;
  const end = (sessionId: string | null): void => {
    revoke.mutate(
      { input: { sessionId } },
      {
        onSuccess: ({ revokeSessions }) => {
          notify(text('account.ended', { count: revokeSessions.endedSessionIds.length }));
        },
      },
    );
  };
  const deviceOf = (session: Session): string => deviceName(session.userAgent) ?? text('account.unknownDevice');
  return (
    <Box>
      <Stack direction="row" useFlexGap spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {text('account.sessions')}
        </Typography>
        {others > 0 && (
          <Button
            variant="outlined"
            loading={revoke.isPending}
            onClick={() => {
              end(null);
            }}
          >
            {text('account.endOthers', { count: others })}
          </Button>
        )}
      </Stack>
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {text('account.sessionsIntro')}
      </Typography>
      {revoke.error !== null && <Failure error={revoke.error} onRetry={revoke.reset} />}
      <DataTable
        label={text('account.sessions')}
        rows={sessions}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'device',
            label: text('account.device'),
            cell: (row) => (
              <Stack component="span" direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
                <span>{deviceOf(row)}</span>
                {row.isThis && <Chip size="small" color="primary" variant="outlined" label={text('account.thisOne')} />}
              </Stack>
            ),
          },
          { key: 'address', label: text('account.address'), cell: (row) => row.address },
          { key: 'method', label: text('account.method'), cell: (row) => text(`account.methods.${row.method}`) },
          { key: 'startedAt', label: text('account.startedAt'), cell: (row) => formats.time(row.startedAt) },
          { key: 'lastSeenAt', label: text('account.lastSeenAt'), cell: (row) => formats.time(row.lastSeenAt) },
        ]}
        actions={(row) =>
          !row.isThis && (
            <Button
              size="small"
              color="error"
              aria-label={text('account.endNamed', { device: deviceOf(row), time: formats.time(row.startedAt) })}
              onClick={() => {
                end(row.id);
              }}
            >
              {text('account.end')}
            </Button>
          )
        }
      />
    </Box>
  );
}
