import ArchiveIcon from '@mui/icons-material/Inventory2Outlined';
import BlockIcon from '@mui/icons-material/Block';
import CampaignIcon from '@mui/icons-material/CampaignOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import EditIcon from '@mui/icons-material/EditOutlined';
import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import PlayIcon from '@mui/icons-material/PlayCircleOutlined';
import ReplyIcon from '@mui/icons-material/Reply';
import Chip, { type ChipProps } from '@mui/material/Chip';
import type { ProgrammeState } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

const LOOKS: Record<ProgrammeState, [Icon: typeof BlockIcon, color: ChipProps['color']]> = {
  DRAFT: [EditIcon, 'default'],
  IN_REVIEW: [HourglassIcon, 'warning'],
  RETURNED: [ReplyIcon, 'warning'],
  APPROVED: [CheckCircleIcon, 'success'],
  PUBLISHED: [CampaignIcon, 'info'],
  RUNNING: [PlayIcon, 'success'],
  ASSESSED: [FactCheckIcon, 'default'],
  ARCHIVED: [ArchiveIcon, 'default'],
  CANCELLED: [BlockIcon, 'default'],
};

export function StateChip({ state }: { state: ProgrammeState }) {
  const text = useText();
  const [Icon, color] = LOOKS[state];
  return <Chip size="small" variant="outlined" color={color} icon={<Icon />} label={text(`programmeLife.states.${state}`)} />;
}
