; The installer for Windows, by Inno Setup 6. Not run on the machines where Splitline is made, which
; have no Windows: what it names is held by a test, the rest is as Inno Setup documents it.
;
;   make bundle                                                (or packaging\windows\build.cmd)
;   iscc /DVersion=0.1.0 packaging\windows\splitline.iss       version as in app\__init__.py
;
; It installs for the user alone, without an administrator. Races are kept in
; %LOCALAPPDATA%\Splitline, which neither an update nor removing touches.

#ifndef Version
  #error Version is missing: iscc /DVersion=0.1.0 splitline.iss
#endif
#define Root AddBackslash(SourcePath) + "..\.."
#define Bundle Root + "\dist\splitline"
#define Icon Root + "\build\icons\splitline.ico"

[Setup]
; Windows knows the application by this: it stays for good.
AppId={{6E9A1F0B-52A4-4A70-9C0D-3C3F5D1B7E42}
AppName=Splitline
AppVersion={#Version}
AppVerName=Splitline {#Version}
AppPublisher=Splitline contributors
DefaultDirName={autopf}\Splitline
DefaultGroupName=Splitline
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile={#Root}\LICENSE
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\splitline-window.exe
OutputDir={#Root}\dist
OutputBaseFilename=splitline-{#Version}-windows-x64
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
DisableProgramGroupPage=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "associate"; Description: "{cm:AssocFileExtension,Splitline,.splitrace}"

[InstallDelete]
; A library that a new version no longer brings must not be loaded by it.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Splitline"; Filename: "{app}\splitline-window.exe"
Name: "{autodesktop}\Splitline"; Filename: "{app}\splitline-window.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.splitrace"; ValueType: string; ValueData: "Splitline.Race"; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Splitline.Race"; ValueType: string; ValueData: "Splitline race"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Splitline.Race\DefaultIcon"; ValueType: string; ValueData: "{app}\splitline-window.exe,0"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Splitline.Race\shell\open\command"; ValueType: string; ValueData: """{app}\splitline-window.exe"" --open ""%1"""; Tasks: associate

[Run]
Filename: "{app}\splitline-window.exe"; Description: "{cm:LaunchProgram,Splitline}"; Flags: nowait postinstall skipifsilent
