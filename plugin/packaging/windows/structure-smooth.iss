; SPDX-FileCopyrightText: 2026 The structure-smooth authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; The installer for GIMP 3.2 on Windows, for one user, without administrator
; rights. Nobody has run it yet. Inno Setup's compiler makes it:
;
;   ISCC /DVersion=0.9.0 /DFolder=PATH\structure-smooth structure-smooth.iss
;
; Folder is the plug-in's folder as `meson install` made it.

#ifndef Version
  #error Version is not defined
#endif
#ifndef Folder
  #error Folder is not defined
#endif

[Setup]
AppId=org.gimp.GIMP.Plugin.StructureSmooth
AppName=Structure-Preserving Smooth for GIMP
AppVersion={#Version}
AppPublisher=The structure-smooth authors
DefaultDirName={userappdata}\GIMP\3.2\plug-ins\structure-smooth
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\..\COPYING
OutputDir=.
OutputBaseFilename=structure-smooth-{#Version}-windows-x86_64
Compression=lzma2
SolidCompression=yes

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs
Source: "..\..\..\COPYING"; DestDir: "{app}"; Flags: ignoreversion
