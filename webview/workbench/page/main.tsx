// The workbench with a host made up, to try it alone. The host must stand before the workbench starts.
import './installHost.ts';
import '../main.tsx';
