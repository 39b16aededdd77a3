# What the scripts here share: sourced, with $home set. Leaves a JDK 25 or newer in $jdk and the built harness in $classpath.

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$candidate/bin/javac" ] && grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$candidate/release" 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "no JDK 25 or newer: set JAVA_HOME" >&2
  return 1
}

need() {
  local program
  for program; do
    command -v "$program" >/dev/null || { echo "needs $program (Debian: apt-get install ${program/taskset/util-linux})" >&2; exit 2; }
  done
}

jar=$home/bench/target/interline-bench.jar
classpath="$jar:$home/bench/target/lib/*"
jdk=$(find_jdk)
if [ ! -e "$jar" ] || [ -n "$(find "$home"/{,gateway/,bench/}pom.xml "$home"/{gateway,bench}/src/main -newer "$jar")" ]; then
  (cd "$home" && ./mvnw --quiet -Dmaven.test.skip package >&2)
fi
