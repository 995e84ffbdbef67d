import Breadcrumbs from '@mui/material/Breadcrumbs';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useText } from './text.js';

interface Place {
  id: string;
  name: string;
}

interface OfficeBreadcrumbProps {
  /** From the top downwards, the office itself not included. */
  ancestors: readonly Place[];
  office: Place;
  href: (office: Place) => string;
}

export function OfficeBreadcrumb({ ancestors, office, href }: OfficeBreadcrumbProps) {
  const text = useText();
  // At the top there is no way to show; the page's title names the office.
  if (ancestors.length === 0) return null;
  return (
    <Breadcrumbs aria-label={text('ui.officePath')} sx={{ mb: 1 }}>
      {ancestors.map((ancestor) => (
        <MuiLink key={ancestor.id} component={Link} to={href(ancestor)} underline="hover" variant="body2">
          {ancestor.name}
        </MuiLink>
      ))}
      <Typography variant="body2" color="textPrimary" aria-current="page">
        {office.name}
      </Typography>
    </Breadcrumbs>
  );
}
