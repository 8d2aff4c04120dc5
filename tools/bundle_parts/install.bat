@echo off
rem Installs hoinghi into env\ beside this file, without the Internet. 64-bit Windows, Python 3.11 to 3.13.
rem Only ASCII in here: cmd reads a batch file in the code page of the machine.
setlocal
cd /d "%~dp0"

set AMD64=import sys, sysconfig; sys.exit(sysconfig.get_platform() != 'win-amd64')
set PYTHON=
for %%V in (3.13 3.12 3.11) do (
  if not defined PYTHON py -%%V -c "%AMD64%" >nul 2>nul && set PYTHON=py -%%V
)
set SUITS=import sys; sys.exit(sys.version_info[:2] not in [(3, 11), (3, 12), (3, 13)])
if not defined PYTHON python -c "%SUITS%" >nul 2>nul && python -c "%AMD64%" >nul 2>nul && set PYTHON=python
if not defined PYTHON (
  echo Can Python 3.11, 3.12 hoac 3.13 ban 64-bit.
  echo Python 3.11, 3.12 or 3.13, 64-bit, is needed.
  pause
  exit /b 1
)

%PYTHON% -m venv --without-pip env
if errorlevel 1 goto failed
for %%P in (tools\pip-*.whl) do set INSTALLER=%%P
env\Scripts\python.exe "%INSTALLER%\pip" install --quiet --disable-pip-version-check --no-cache-dir --isolated --no-index --find-links wheels hoinghi
if errorlevel 1 goto failed
call hoinghi.bat --version
if errorlevel 1 goto failed
echo Da cai dat. / Installed.
echo   hoinghi.bat demo     hoi nghi mau / a conference to try out
echo   hoinghi.bat serve    chay may chu / start the server
pause
exit /b 0

:failed
echo Khong cai dat duoc. / The installation failed.
pause
exit /b 1
