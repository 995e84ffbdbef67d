import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useConnection } from '../data/queries.js';
import { OfficeChildrenDocument, type OfficePartsFragment } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { Failure } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface BranchProps {
  chosenId: string | null;
  /** The way down to the chosen office is open from the start. */
  openIds: readonly string[];
}

/** Nested lists of links, each branch read only when it is opened; plain lists need no keys of their own. */
export function OfficeTree(props: BranchProps) {
  const text = useText();
  return (
    <Box component="nav" aria-label={text('offices.tree')}>
      <Branch parentId={null} depth={0} {...props} />
    </Box>
  );
}

function Branch({ parentId, depth, ...shared }: BranchProps & { parentId: string | null; depth: number }) {
  const text = useText();
  const children = useConnection(OfficeChildrenDocument, { parentId, first: 50 }, (result) => result.offices, { staleTime: 60_000 });
  if (children.isPending) return <Skeleton variant="rounded" height={28} sx={{ ml: depth * 3 + 5, my: 0.5 }} />;
  if (children.error !== null) return <Failure error={children.error} onRetry={children.retry} />;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {children.nodes.map((office) => (
        <Twig key={office.id} office={office} depth={depth} {...shared} />
      ))}
      {children.hasMore && (
        <Box component="li" sx={{ pl: depth * 3 + 5 }}>
          <Button size="small" loading={children.isLoadingMore} onClick={children.loadMore}>
            {text('ui.loadMore')} ({children.nodes.length} / {children.totalCount})
          </Button>
        </Box>
      )}
    </Box>
  );
}

function Twig({ office, depth, chosenId, openIds }: BranchProps & { office: OfficePartsFragment; depth: number }) {
  const text = useText();
  const formats = useFormats();
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? (depth === 0 || openIds.includes(office.id));
  const isChosen = office.id === chosenId;
  return (
    <li>
      <Box sx={{ display: 'flex', alignItems: 'center', pl: depth * 3, borderRadius: 1, bgcolor: isChosen ? 'action.selected' : 'transparent' }}>
        <IconButton
          size="small"
          disabled={office.childCount === 0}
          aria-expanded={office.childCount === 0 ? undefined : isOpen}
          aria-label={text(isOpen ? 'offices.collapse' : 'offices.expand', { name: office.name })}
          onClick={() => {
            setChoice(!isOpen);
          }}
          sx={{ visibility: office.childCount === 0 ? 'hidden' : 'visible' }}
        >
          {isOpen ? <ExpandMoreIcon /> : <ChevronRightIcon />}
        </IconButton>
        <Box
          component={Link}
          to={`/offices/${encodeURIComponent(office.id)}`}
          aria-current={isChosen ? 'page' : undefined}
          sx={{ flex: 1, minWidth: 0, py: 0.75, px: 0.5, color: 'text.primary', fontSize: '0.9375rem', fontWeight: isChosen ? 600 : 400, textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}
        >
          {office.name}
        </Box>
        <Typography variant="caption" color={isChosen ? 'textPrimary' : 'textSecondary'} sx={{ pr: 1, whiteSpace: 'nowrap' }}>
          {text(`offices.levels.${office.level}`)}
          {office.childCount > 0 && ` · ${formats.integer(office.childCount)}`}
        </Typography>
      </Box>
      {isOpen && office.childCount > 0 && <Branch parentId={office.id} depth={depth + 1} chosenId={chosenId} openIds={openIds} />}
    </li>
  );
}
