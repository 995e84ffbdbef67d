import LockIcon from '@mui/icons-material/LockOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { WhyDeniedDocument } from '../gql/graphql.js';
import { useDocumentTitle } from './page.js';
import { useText } from './text.js';

/** Which right is missing and who holds it, in the server's words. Before they are there, that it is missing. */
export function WhyDenied({ operation }: { operation: string }) {
  const text = useText();
  const { data } = useLoad(WhyDeniedDocument, { operation });
  return <>{data === undefined || data.whyDenied.isAllowed ? text('ui.failure.FORBIDDEN') : data.whyDenied.message}</>;
}

/** A page that is there, and not for this role. */
export function NotAllowed({ operation }: { operation: string }) {
  const text = useText();
  useDocumentTitle(text('ui.notAllowed.title'));
  return (
    <Stack component="section" spacing={1.5} sx={{ alignItems: 'center', textAlign: 'center', py: 10, px: 2 }}>
      <LockIcon aria-hidden sx={{ fontSize: 48, color: 'text.secondary' }} />
      <Typography variant="h1">{text('ui.notAllowed.title')}</Typography>
      <Typography color="textSecondary" sx={{ maxWidth: 560 }}>
        <WhyDenied operation={operation} />
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {text('ui.notAllowed.next')}
      </Typography>
      <Button component={Link} to="/" variant="contained">
        {text('ui.notFound.home')}
      </Button>
    </Stack>
  );
}
