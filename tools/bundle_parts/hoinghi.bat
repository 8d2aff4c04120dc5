@echo off
rem The hoinghi command. UTF-8, so that Vietnamese can also be written into a file: hoinghi codes --csv > codes.csv
set PYTHONUTF8=1
"%~dp0env\Scripts\hoinghi.exe" %*
