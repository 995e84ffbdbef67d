import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, type ReactNode } from 'react';
import { useText } from './text.js';

interface PageProps {
  title: string;
  /** Above the title: where this page lies. */
  path?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function useDocumentTitle(title: string): void {
  const text = useText();
  const product = text('app.product');
  useEffect(() => {
    document.title = title === '' ? product : `${title} · ${product}`;
  }, [title, product]);
}

export function Page({ title, path, subtitle, actions, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <Box sx={{ px: { xs: 2, md: 3 }, py: { xs: 2, md: 2 }, maxWidth: 1440, mx: 'auto', minWidth: 0 }}>
      {path}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start', mb: 2 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography variant="h1">{title}</Typography>
          {subtitle !== undefined && (
            <Typography component="div" variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
              {subtitle}
            </Typography>
          )}
        </Box>
        {actions !== undefined && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, width: { xs: '100%', sm: 'auto' } }}>{actions}</Box>}
      </Box>
      {children}
    </Box>
  );
}
