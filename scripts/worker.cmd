@echo off
rem The command worker on Windows, from this source tree. It must be built: mvn -DskipTests package
rem TASKMASTER_JAVA_OPTS adds options for the JVM. See README.md.
setlocal
set "jar=%~dp0..\worker-app\target\taskmaster-worker.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if not exist "%jar%" echo worker: %jar% is missing: run mvn -DskipTests package first 1>&2
if not exist "%jar%" exit /b 2
"%java%" %TASKMASTER_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%
