import ArrowForwardIcon from '@mui/icons-material/ArrowForward';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardActions from '@mui/material/CardActions';
import CardContent from '@mui/material/CardContent';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Failure } from './states.js';

interface TaskCardProps {
  query: { data: unknown; error: Error | null; refetch: () => unknown };
  figure: ReactNode;
  label: string;
  notes?: readonly (string | null)[];
  to: string;
  action: string;
  /** The one thing to do first. */
  isMain?: boolean;
}

/** One line of today's work: how much, until when, and the way there. */
export function TaskCard({ query, figure, label, notes = [], to, action, isMain = false }: TaskCardProps) {
  if (query.data === undefined && query.error !== null) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  const isWaiting = query.data === undefined;
  return (
    <Card component="section" aria-label={label} sx={{ display: 'flex', flexDirection: 'column' }}>
      <CardContent sx={{ flex: 1 }}>
        <Typography component="p" sx={{ fontSize: '2rem', fontWeight: 600, lineHeight: 1.2 }}>
          {isWaiting ? <Skeleton width={72} /> : figure}
        </Typography>
        <Typography component="h2" variant="body1">
          {label}
        </Typography>
        {notes
          .filter((note) => note !== null)
          .map((note) => (
            <Typography key={note} variant="caption" component="p" color="textSecondary">
              {note}
            </Typography>
          ))}
      </CardContent>
      {/* A button with a ground of its own stands where the text stands; one without lets its word stand there. */}
      <CardActions sx={{ px: isMain ? 2 : 1, pb: isMain ? 2 : 1 }}>
        <Button component={Link} to={to} variant={isMain ? 'contained' : 'text'} endIcon={<ArrowForwardIcon />}>
          {action}
        </Button>
      </CardActions>
    </Card>
  );
}
