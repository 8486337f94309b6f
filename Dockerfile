# docker build -t omni-orchestrator:1.0.0 .
# BuildKit's own reading of this file will do, so none is fetched by a "syntax" line.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /source
COPY . .
# The formatter and the tests have run elsewhere; here only the jar is wanted. In layers, so that a change of the program doesn't ship
# its libraries again.
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -P '!format' package -DskipTests \
    && java -Djarmode=tools -jar api/target/omni-orchestrator.jar extract --layers --destination /layers

# With the compiler, because the sandbox's sample repository, like any Java project, is built by the validate stage.
FROM eclipse-temurin:25-jdk
LABEL org.opencontainers.image.title="Omni Orchestrator" \
      org.opencontainers.image.licenses="Apache-2.0"
# What clips are measured and rendered with, and the font of their captions.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ffmpeg fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
# git's transports are in the program; what else the validate and test stages run for projects has to be added by whoever needs it.
RUN groupadd --system --gid 10001 omni \
    && useradd --system --uid 10001 --gid omni --home-dir /data --shell /usr/sbin/nologin omni \
    && install -d -o omni -g omni -m 700 /data
WORKDIR /app
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
ENV OMNI_DATA_DIR=/data \
    OMNI_PORT=8080 \
    JAVA_OPTS="-XX:MaxRAMPercentage=75"
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# Without curl in the image: Java's own client would take a second of processor time for each look.
HEALTHCHECK --interval=15s --timeout=5s --start-period=180s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${OMNI_PORT} && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["bash", "-c", "exec java ${JAVA_OPTS} --enable-native-access=ALL-UNNAMED -jar omni-orchestrator.jar"]
