import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import CloseIcon from '@mui/icons-material/Close';
import ReportIcon from '@mui/icons-material/ReportProblemOutlined';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useText } from '../ui/text.js';
import type { Outcome } from './use-enrolling.js';

/** What became of each person; those who could not be enrolled stand first, with the reason. */
export function EnrolOutcomes({ outcomes, onClose }: { outcomes: readonly Outcome[]; onClose: () => void }) {
  const text = useText();
  const refused = outcomes.filter(({ isEnrolled }) => !isEnrolled);
  const listed = refused.filter(({ isListed }) => isListed).length;
  const counts = ([['done', outcomes.length - refused.length], ['listed', listed], ['refused', refused.length - listed]] as const).filter(([, count]) => count > 0).map(([what, count]) => text(`enrolling.${what}`, { count }));
  return (
    <Card component="section" aria-label={text('enrolling.outcomes')} sx={{ p: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {text('enrolling.outcomes')} · <span role="status">{counts.join(' · ')}</span>
        </Typography>
        <IconButton size="small" aria-label={text('enrolling.close')} onClick={onClose}>
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 260, overflowY: 'auto' }} tabIndex={0}>
        {[...refused, ...outcomes.filter(({ isEnrolled }) => isEnrolled)].map(({ choice, isEnrolled, isListed, messages }) => (
          <Box key={`${choice.learner.id} ${choice.class.id}`} component="li" sx={{ display: 'flex', gap: 1, py: 0.5, alignItems: 'flex-start' }}>
            {isEnrolled ? <CheckCircleIcon fontSize="small" color="success" /> : <ReportIcon fontSize="small" color="warning" />}
            <Typography variant="body2">
              <strong>{choice.learner.name}</strong> · {choice.class.course.name}：{isEnrolled ? text('enrolling.enrolledNow') : [...messages, ...(isListed ? [text('enrolling.listedNow')] : [])].join(' ')}
            </Typography>
          </Box>
        ))}
      </Box>
    </Card>
  );
}
