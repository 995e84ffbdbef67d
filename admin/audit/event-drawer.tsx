import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { AuditEventDetailDocument, type AuditEventDetailQuery } from '../gql/graphql.js';
import { Facts } from '../ui/facts.js';
import { MISSING, useFormats, type Formats } from '../ui/format.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { SealTag } from './seal-tag.js';
import { actorText, dated, exactTime } from './told.js';

type Detail = NonNullable<AuditEventDetailQuery['auditEvent']>;

/** One event beside the list: everything on record, with what stood there before. */
export function EventDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const text = useText();
  const titleId = useId();
  const event = useLoad(AuditEventDetailDocument, { id });
  return (
    <Drawer anchor="right" open onClose={onClose} slotProps={{ paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': titleId, sx: { width: { xs: '100%', sm: 520 } } } }}>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between', px: 3, pt: 2 }}>
        <Typography id={titleId} variant="h2">
          {event.data?.auditEvent?.title ?? text('audit.detail')}
        </Typography>
        <IconButton aria-label={text('audit.close')} onClick={onClose} edge="end">
          <CloseIcon />
        </IconButton>
      </Stack>
      <Box sx={{ px: 3, pb: 3, pt: 1 }}>
        <Loaded query={event}>{(result) => (result.auditEvent ? <EventParts event={result.auditEvent} /> : null)}</Loaded>
      </Box>
    </Drawer>
  );
}

function EventParts({ event }: { event: Detail }) {
  const text = useText();
  const formats = useFormats();
  // Which fields changed stands above with their values.
  const facts = event.facts.filter(({ name }) => name !== 'fields' || event.changes.length === 0);
  const shown = (value: string): string => dated(value, formats);
  return (
    <Stack spacing={3}>
      <Facts
        facts={[
          [text('audit.at'), exactTime(event.at, formats)],
          [text('audit.who'), event.actor.personId == null ? actorText(event, text) : <Link component={RouterLink} key="who" to={`/people/${encodeURIComponent(event.actor.personId)}`}>{actorText(event, text)}</Link>],
          [text('audit.role'), event.role == null ? MISSING : text(`access.role.${event.role}`)],
          [text('audit.office'), event.office?.name ?? MISSING],
          [text('audit.subject'), <SubjectLink key="subject" subject={event.subject} />],
          [text('audit.seal'), <SealTag key="seal" sealedAt={event.sealedAt} />],
          [text('audit.request'), <Box key="request" component="span" title={text('audit.requestHelp')} sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>{event.requestId}</Box>],
        ]}
      />
      <Box component="section" aria-label={text('audit.changes')}>
        <Typography variant="h3" sx={{ mb: 1 }}>
          {text('audit.changes')}
        </Typography>
        {event.changes.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {text('audit.noChanges')}
          </Typography>
        ) : (
          <Changes changes={event.changes} formats={formats} />
        )}
      </Box>
      {facts.length > 0 && (
        <Box component="section" aria-label={text('audit.facts')}>
          <Typography variant="h3" sx={{ mb: 1 }}>
            {text('audit.facts')}
          </Typography>
          <Facts facts={facts.map(({ title, value }) => [title, shown(value)] as const)} />
        </Box>
      )}
    </Stack>
  );
}

/** Side by side: what was taken away is struck through, what came is marked; the columns' heads say which is which. */
function Changes({ changes, formats }: { changes: Detail['changes']; formats: Formats }) {
  const text = useText();
  const value = (shown: string | null | undefined): string => (shown == null ? text('audit.nothingThere') : dated(shown, formats));
  return (
    <Table size="small" aria-label={text('audit.changes')} sx={{ tableLayout: 'fixed', '& td, & th': { verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'normal', textOverflow: 'clip' } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '26%' }}>{text('audit.field')}</TableCell>
          <TableCell>{text('audit.before')}</TableCell>
          <TableCell>{text('audit.after')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map(({ name, title, before, after }) => (
          <TableRow key={name}>
            <TableCell component="th" scope="row">
              {title}
            </TableCell>
            <TableCell>
              <Box component="del" sx={{ color: 'text.secondary' }}>
                {value(before)}
              </Box>
            </TableCell>
            <TableCell>
              <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 600 }}>
                {value(after)}
              </Box>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const PLACES: Partial<Record<string, string>> = { Person: '/people', Office: '/offices', RosterImport: '/people/rosters', Enrolment: '/enrolments' };

function SubjectLink({ subject }: { subject: Detail['subject'] }) {
  if (!subject) return <>{MISSING}</>;
  const place = PLACES[subject.kind];
  return place === undefined ? <>{subject.title}</> : <Link component={RouterLink} to={`${place}/${encodeURIComponent(subject.id)}`}>{subject.title}</Link>;
}
