import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { Page } from '../ui/page.js';
import { useText } from '../ui/text.js';

const TABS = [
  { name: 'markings', to: '/moderation' },
  { name: 'figures', to: '/moderation/figures' },
  { name: 'anchors', to: '/moderation/anchors' },
  { name: 'settings', to: '/moderation/settings' },
] as const;

interface QualityPageProps {
  tab: (typeof TABS)[number]['name'];
  subtitle: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** Second marking, agreement, anchor papers and settings under one heading. */
export function QualityPage({ tab, subtitle, actions, children }: QualityPageProps) {
  const text = useText();
  const viewer = useViewer();
  const shown = TABS.filter(({ name }) => (name === 'settings' ? viewer?.viewerCanConfigureModeration === true : viewer?.viewerCanReadModeration === true));
  return (
    <Page title={text('moderation.title')} subtitle={subtitle} actions={actions}>
      <Tabs value={tab} variant="scrollable" aria-label={text('moderation.title')} component="nav" sx={{ mb: 2, borderBottom: 1, borderColor: 'divider' }}>
        {shown.map(({ name, to }) => (
          <Tab key={name} value={name} component={Link} to={to} label={text(`moderation.tabs.${name}`)} />
        ))}
      </Tabs>
      {children}
    </Page>
  );
}
