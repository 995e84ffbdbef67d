import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useLoad } from '../data/queries.js';
import { MyRightsDocument } from '../gql/graphql.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

/** Everything that the present role may do, by the names of the catalogue. */
export function MyRightsDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const titleId = useId();
  const query = useLoad(MyRightsDocument, {});
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{text('access.rights.title')}</DialogTitle>
      <DialogContent tabIndex={0}>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
          {text('access.rights.help')}
        </Typography>
        <Loaded query={query}>
          {({ viewer }) => (
            <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {(viewer?.actions ?? []).map(({ name, chinese }) => (
                <li key={name}>
                  <Typography variant="body2">{chinese}</Typography>
                  <Typography variant="caption" color="textSecondary" lang="en">
                    {name}
                  </Typography>
                </li>
              ))}
            </Stack>
          )}
        </Loaded>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          {text('access.rights.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
