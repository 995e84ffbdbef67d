import VisibilityIcon from '@mui/icons-material/VisibilityOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useBusinessTime } from '../app/use-business-time.js';
import { useChange } from '../data/queries.js';
import { EndViewAsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { newViewer, replaceViewer, type Viewer } from './viewer.js';

/** The server's clock decides; asked again a little later where the browser's runs ahead. */
const ASK_AGAIN_MS = 15_000;

/** As whom one looks, until when, and the way back: always on screen. */
export function ViewAsBar({ viewingAs }: { viewingAs: NonNullable<Viewer['viewingAs']> }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const failureText = useFailureText();
  const end = useChange(EndViewAsDocument);
  const { office, until } = viewingAs;
  const now = useBusinessTime();
  // The server counts in real time, while the page tells the business clock, which in the demonstration stands elsewhere: told is the business time of that moment.
  const shownUntil = now === null ? null : new Date(now.getTime() + Date.parse(until) - Date.now()).toISOString();

  const becomeOneself = useCallback(async (): Promise<void> => {
    const viewer = await newViewer();
    replaceViewer(viewer);
    if (viewer.viewingAs != null) return;
    await navigate(`/offices/${encodeURIComponent(office.id)}`);
    notify(text('access.viewAs.ended', { office: office.name }));
  }, [navigate, notify, office.id, office.name, text]);

  useEffect(() => {
    const timer = window.setTimeout(() => void becomeOneself().catch(() => undefined), Math.max(ASK_AGAIN_MS, Date.parse(until) - Date.now()));
    return () => {
      window.clearTimeout(timer);
    };
  }, [becomeOneself, until]);

  const leave = (): void => {
    end.mutate({}, { onSuccess: () => void becomeOneself(), onError: (error) => { notify(failureText(error), { type: 'error' }); } });
  };
  return (
    <Box
      role="region"
      aria-label={text('access.viewAs.bar')}
      sx={{ position: 'sticky', bottom: 0, zIndex: 'appBar', bgcolor: 'warning.main', color: 'warning.contrastText', display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 0.5, px: 2, py: 1 }}
    >
      <VisibilityIcon aria-hidden />
      <Typography variant="body2" sx={{ fontWeight: 600, flex: 1, minWidth: 200 }}>
        {text('access.viewAs.looking', { office: office.name })}
        <Typography component="span" variant="caption" sx={{ display: 'block', fontWeight: 400 }}>
          {text('access.viewAs.until', { time: formats.clock(shownUntil) })}
        </Typography>
      </Typography>
      <Button color="inherit" variant="outlined" size="small" loading={end.isPending} onClick={leave}>
        {text('access.viewAs.end')}
      </Button>
    </Box>
  );
}
