import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLogin } from 'react-admin';
import { DemoClock } from '../app/demo-clock.js';
import { LocalisedTheme } from '../app/localised-theme.js';
import { LanguageSwitch, ThemeSwitch } from '../app/preferences.js';
import { useAbout } from '../app/use-business-time.js';
import { useDocumentTitle } from '../ui/page.js';
import { useText } from '../ui/text.js';
import { SignInForm } from './sign-in-form.js';

export function SignInPage() {
  const text = useText();
  const login = useLogin();
  const about = useAbout();
  const [value, setValue] = useState({ login: '', password: '' });
  useDocumentTitle(text('access.signIn'));

  return (
    <LocalisedTheme>
      <Box component="main" sx={{ minHeight: '100vh', bgcolor: 'background.default', display: 'flex', flexDirection: 'column' }}>
        <Box sx={{ display: 'flex', justifyContent: 'flex-end', alignItems: 'center', gap: 1, p: 1 }}>
          <DemoClock />
          <LanguageSwitch />
          <ThemeSwitch />
        </Box>
        <Box
          sx={{
            width: '100%',
            maxWidth: about?.isDemo === true ? { xs: 440, md: 960 } : 440,
            mx: 'auto',
            px: 2,
            pt: { xs: 2, md: 10 },
            pb: 4,
            display: 'grid',
            columnGap: 8,
            rowGap: 3,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: about?.isDemo === true ? 'minmax(0, 400px) minmax(0, 1fr)' : 'minmax(0, 1fr)' },
          }}
        >
          <Stack spacing={3}>
            <Box>
              <Typography variant="h1" color="primary">
                {text('app.product')}
              </Typography>
              <Typography color="textSecondary">{text('app.tagline')}</Typography>
            </Box>
            <SignInForm
              value={value}
              onChange={setValue}
              onSubmit={async (input) => {
                await login(input);
              }}
            />
          </Stack>
          {about?.isDemo === true && <DemoAccounts accounts={about.demoAccounts} onChoose={setValue} />}
        </Box>
      </Box>
    </LocalisedTheme>
  );
}

interface DemoAccountsProps {
  accounts: readonly { login: string; password: string; name: string; title: string }[];
  onChoose: (account: { login: string; password: string }) => void;
}

function DemoAccounts({ accounts, onChoose }: DemoAccountsProps) {
  const text = useText();
  return (
    <Card component="section" aria-labelledby="demo-accounts">
      <Box sx={{ px: 2, pt: 1.5 }}>
        <Typography variant="h2" id="demo-accounts">
          {text('access.demoTitle')}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {text('access.demoHelp')}
        </Typography>
      </Box>
      <List dense sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
        {accounts.map(({ login, password, name, title }) => (
          <ListItem key={login} disablePadding>
            <ListItemButton
              onClick={() => {
                onChoose({ login, password });
              }}
              sx={{ alignSelf: 'stretch' }}
            >
              <ListItemText primary={<span lang="zh-CN">{`${name} · ${login}`}</span>} secondary={title} />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
    </Card>
  );
}
