import SearchOffIcon from '@mui/icons-material/SearchOff';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { isForbidden, isMissing, RequestFailed } from '../data/request.js';
import { NotAllowed, WhyDenied } from './not-allowed.js';
import { useDocumentTitle } from './page.js';
import { useText } from './text.js';

export function Rows({ count = 8 }: { count?: number }) {
  const text = useText();
  return (
    <Stack spacing={1} role="status" aria-label={text('ui.loading')} sx={{ py: 1 }}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} variant="rounded" height={32} />
      ))}
    </Stack>
  );
}

interface EmptyStateProps {
  title: string;
  /** What to do next. */
  next: string;
  icon?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, next, icon, action }: EmptyStateProps) {
  return (
    <Stack spacing={1} sx={{ alignItems: 'center', textAlign: 'center', py: 6, px: 2 }}>
      {icon !== undefined && (
        <Box aria-hidden sx={{ color: 'text.secondary', '& svg': { fontSize: 40 } }}>
          {icon}
        </Box>
      )}
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ maxWidth: 480 }}>
        {next}
      </Typography>
      {action}
    </Stack>
  );
}

export function NotFound() {
  const text = useText();
  useDocumentTitle(text('ui.notFound.title'));
  return (
    <Stack component="section" spacing={1.5} sx={{ alignItems: 'center', textAlign: 'center', py: 10, px: 2 }}>
      <SearchOffIcon aria-hidden sx={{ fontSize: 48, color: 'text.secondary' }} />
      <Typography variant="h1">{text('ui.notFound.title')}</Typography>
      <Typography color="textSecondary">{text('ui.notFound.text')}</Typography>
      <Button component={Link} to="/" variant="contained">
        {text('ui.notFound.home')}
      </Button>
    </Stack>
  );
}

export function useFailureText(): (error: unknown) => string {
  const text = useText();
  return (error) => text(`ui.failure.${error instanceof RequestFailed ? (error.denial.reason ?? error.code) : 'INTERNAL'}`);
}

export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText();
  const failureText = useFailureText();
  if (isForbidden(error)) return <Denied error={error} />;
  const requestId = error instanceof RequestFailed ? error.requestId : null;
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" onClick={onRetry}>
          {text('ui.retry')}
        </Button>
      }
    >
      <strong>{text('ui.failure.title')}</strong>
      <br />
      {failureText(error)}
      {requestId !== null && (
        <Typography variant="caption" component="div">
          {text('ui.failure.requestId', { id: requestId })}
        </Typography>
      )}
    </Alert>
  );
}

/** Trying again would not help; what would is said instead. */
function Denied({ error }: { error: RequestFailed }) {
  const text = useText();
  const failureText = useFailureText();
  const { action } = error.denial;
  return (
    <Alert severity="warning">
      <strong>{text('ui.failure.denied')}</strong>
      <br />
      {action === undefined ? failureText(error) : <WhyDenied operation={action} />}
    </Alert>
  );
}

interface LoadedProps<Data> {
  query: { data: Data | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };
  skeleton?: ReactNode;
  /** Null: the thing does not exist for this caller. */
  children: (data: Data) => ReactNode;
}

/** Waiting, missing, failed and there: the same everywhere. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (isMissing(query.error)) return <NotFound />;
  if (isForbidden(query.error) && query.error.denial.action !== undefined) return <NotAllowed operation={query.error.denial.action} />;
  if (query.error !== null) {
    return (
      <Box sx={{ p: 2 }}>
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      </Box>
    );
  }
  return <>{skeleton ?? <Rows />}</>;
}
