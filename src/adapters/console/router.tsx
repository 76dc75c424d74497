import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { activitySearch } from './pages/activity/activity-search.ts';
import { brakeSearch } from './pages/brake/brake-search.ts';
import { connectionsSearch } from './pages/connections/connections-search.ts';
import { groupSearch } from './pages/group/group-search.ts';
import { groupsSearch } from './pages/groups/groups-search.ts';
import { newGroupSearch } from './pages/groups/new-group-search.ts';
import { templatesSearch } from './pages/groups/templates-search.ts';
import { NothingHere } from './pages/nothing-here.tsx';
import { peopleSearch } from './pages/people/people-search.ts';
import { personSearch } from './pages/person/person-search.ts';
import { settingsSearch } from './pages/settings/settings-search.ts';
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
  validateSearch: personSearch,
  component: lazyRouteComponent(() => import('./pages/person/person.tsx'), 'Person'),
});
const activity = createRoute({
  getParentRoute,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(() => import('./pages/activity/activity.tsx'), 'Activity'),
});
const brake = createRoute({
  getParentRoute,
  path: '/brake',
  validateSearch: brakeSearch,
  component: lazyRouteComponent(() => import('./pages/brake/brake.tsx'), 'Brake'),
});
const oktaSetUp = createRoute({
  getParentRoute,
  path: '/okta-set-up',
  component: lazyRouteComponent(() => import('./pages/okta-set-up/okta-set-up.tsx'), 'OktaSetUp'),
});
const connections = createRoute({
  getParentRoute,
  path: '/connections',
  validateSearch: connectionsSearch,
  component: lazyRouteComponent(() => import('./pages/connections/connections.tsx'), 'Connections'),
});
const groups = createRoute({
  getParentRoute,
  path: '/groups',
  validateSearch: groupsSearch,
  component: lazyRouteComponent(() => import('./pages/groups/groups.tsx'), 'Groups'),
});
const newGroup = createRoute({
  getParentRoute,
  path: '/groups/new',
  validateSearch: newGroupSearch,
  component: lazyRouteComponent(() => import('./pages/groups/new-group.tsx'), 'NewGroup'),
});
const templates = createRoute({
  getParentRoute,
  path: '/groups/templates',
  validateSearch: templatesSearch,
  component: lazyRouteComponent(() => import('./pages/groups/templates.tsx'), 'Templates'),
});
const group = createRoute({
  getParentRoute,
  path: '/groups/$id',
  validateSearch: groupSearch,
  component: lazyRouteComponent(() => import('./pages/group/group.tsx'), 'Group'),
});
const settings = createRoute({
  getParentRoute,
  path: '/settings',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('./pages/settings/settings.tsx'), 'Settings'),
});

/** Which page an address shows. What a page shows of its own stands in the query, so that a link shows a colleague the same. */
export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    oktaSetUp,
    people,
    person,
    groups,
    newGroup,
    templates,
    group,
    activity,
    brake,
    connections,
    settings,
  ]),
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
