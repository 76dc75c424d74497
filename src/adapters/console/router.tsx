import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { activitySearch } from './pages/activity/activity-search.ts';
import { NotYetHere } from './pages/not-yet-here.tsx';
import { NothingHere } from './pages/nothing-here.tsx';
import { peopleSearch } from './pages/people/people-search.ts';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NothingHere });
const getParentRoute = () => root;

const overview = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/overview.tsx'), 'Overview'),
});
const people = createRoute({
  getParentRoute,
  path: '/people',
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('./pages/people/people.tsx'), 'People'),
});
const person = createRoute({
  getParentRoute,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./pages/person/person.tsx'), 'Person'),
});
const activity = createRoute({
  getParentRoute,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('./pages/activity/activity.tsx'), 'Activity'),
});
const oktaSetUp = createRoute({ getParentRoute, path: '/okta-set-up', component: NotYetHere });
const groups = createRoute({ getParentRoute, path: '/groups', component: NotYetHere });
const connections = createRoute({ getParentRoute, path: '/connections', component: NotYetHere });
const settings = createRoute({ getParentRoute, path: '/settings', component: NotYetHere });

/** Which page an address shows. What a page shows of its own stands in the query, so that a link shows a colleague the same. */
export const router = createRouter({
  routeTree: root.addChildren([overview, oktaSetUp, people, person, groups, activity, connections, settings]),
  // A proxy may have the service below a path.
  basepath: new URL(document.baseURI).pathname,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
