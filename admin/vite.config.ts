import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Every browser that runs the console reads woff2; the older format would double the files of the font. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('@fontsource') || !id.endsWith('.css')) return null;
    return { code: code.replace(/, url\([^)]+\.woff\) format\('woff'\)/g, ''), map: null };
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [onlyWoff2, react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
  server: {
    proxy: { '/graphql': 'http://localhost:4000', '/live': 'http://localhost:4000', '/oauth': 'http://localhost:4000', '/exports': 'http://localhost:4000', '/rosters': 'http://localhost:4000', '/gradingsheets': 'http://localhost:4000' },
  },
});
