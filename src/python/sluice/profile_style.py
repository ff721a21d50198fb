"""The style of a profile in a notebook.

Colours are the text's own, thinned, and the theme's accent; so one style serves every theme. The
class is written twice where a notebook's own rules for tables would win otherwise.
"""

from __future__ import annotations

STYLE = """
.sluice-profile{--line:color-mix(in srgb,currentColor 16%,transparent);
--soft:color-mix(in srgb,currentColor 82%,transparent);
--bar:var(--vscode-charts-blue,var(--jp-brand-color1,#3b82c4));
color:var(--vscode-foreground,var(--jp-content-font-color1,inherit));
font:13px/1.4 var(--vscode-font-family,var(--jp-ui-font-family,system-ui,sans-serif));
font-variant-numeric:tabular-nums;max-width:100%}
.sluice-profile .head{padding:2px 0 6px}
.sluice-profile .head span{color:var(--soft);margin-left:6px}
.sluice-profile .head span+span::before{content:"·";margin-right:6px}
.sluice-profile .wide{overflow-x:auto}
.sluice-profile.sluice-profile table{border-collapse:collapse;border:0;margin:0;width:auto;
font:inherit;color:inherit;table-layout:auto}
.sluice-profile.sluice-profile table :is(thead,tbody,tr){background:none;border:0}
.sluice-profile.sluice-profile table :is(th,td){background:none;border:0;
border-bottom:1px solid var(--line);box-sizing:border-box;font-weight:normal;height:34px;
max-width:210px;overflow:hidden;padding:2px 12px 2px 0;text-align:left;text-overflow:ellipsis;
vertical-align:middle;white-space:nowrap}
.sluice-profile.sluice-profile table thead th{color:var(--soft);height:26px}
.sluice-profile.sluice-profile table tbody th{font-weight:600}
.sluice-profile.sluice-profile table tbody tr:hover{background:
color-mix(in srgb,currentColor 5%,transparent)}
.sluice-profile.sluice-profile table .n{text-align:right}
.sluice-profile.sluice-profile table .kind{color:var(--soft);max-width:150px}
.sluice-profile.sluice-profile table .shape{min-width:132px;padding-left:6px}
.sluice-profile .none,.sluice-profile small{color:var(--soft)}
.sluice-profile small{font-size:11px}
.sluice-profile .some{font-weight:600}
.sluice-profile svg{display:block;fill:var(--bar);opacity:.8}
.sluice-profile .top{display:flex;font-size:11px;gap:8px;line-height:14px;margin:1px 0;width:190px}
.sluice-profile .top span{flex:1;min-width:0;overflow:hidden;position:relative}
.sluice-profile .top i{background:var(--bar);inset:0 auto 0 0;opacity:.28;position:absolute}
.sluice-profile .top b{display:block;font-weight:normal;overflow:hidden;padding-left:3px;
position:relative;text-overflow:ellipsis}
.sluice-profile .top>small{min-width:44px;text-align:right}
.sluice-profile ul{color:var(--soft);margin:6px 0 0;padding-left:18px}
""".replace("\n", "")
