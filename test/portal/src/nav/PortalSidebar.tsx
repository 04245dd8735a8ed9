import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentComponentProps, NavContentNavItem } from '@backstage/plugin-app-react';

/** The pages of all plugins; the person's settings, with signing out and the themes, stand at the bottom. */
export function PortalSidebar({ navItems }: NavContentComponentProps) {
  const nav = navItems.withComponent(NavItem);
  const settings = nav.take('page:user-settings');
  return (
    <Sidebar>
      <SidebarGroup label="Menu">
        {nav.take('page:catalog')}
        {nav.take('page:mesh-traffic')}
        {nav.take('page:scaffolder')}
        {nav.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      {settings}
    </Sidebar>
  );
}

function NavItem({ href, icon, title }: NavContentNavItem) {
  return <SidebarItem to={href} icon={() => icon} text={title} />;
}
