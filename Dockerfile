# The image has Node, the compiled server and its production packages; no compiler, no npm cache, no sources.
FROM node:24.21.0-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY console ./console
RUN npm run build && npm prune --omit=dev && mkdir -p /data

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="grafeas-ts" \
      org.opencontainers.image.description="Grafeas-compatible artifact metadata server" \
      org.opencontainers.image.licenses="Apache-2.0"
# glibc would keep freed memory in an arena for each thread (docs/adr/0063).
ENV MALLOC_ARENA_MAX=2 \
    NODE_ENV=production \
    GRAFEAS_LISTEN=0.0.0.0:8080 \
    GRAFEAS_STORE=sqlite:/data/grafeas.db
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY migrations ./migrations
COPY openapi ./openapi
COPY LICENSE ./
# The only place the server writes to, and only with a SQLite store; everything else may be read-only.
COPY --from=build --chown=1000:1000 /data /data
VOLUME ["/data"]
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node is process 1 and handles SIGTERM itself: it drains and exits with 0.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/dist/main.js"]
CMD ["serve"]
