// First of all: what holds the browser's back is asked before the router.
import '../ui/held-pops.js';
import '../ui/has-acted.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { App } from './app.js';

// A router of data routes: leaving a page can wait until its draft is saved.
const router = createBrowserRouter([{ path: '*', element: <App /> }]);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// The list of the font's slices is long; the page does not wait for it.
void import('./fonts.js');

createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
