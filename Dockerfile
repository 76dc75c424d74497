# Rollcall on the official image of Node.js. Another image with Node.js 24 and npm can stand in its place.
ARG NODE_IMAGE=node:24-trixie-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /opt/rollcall
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /opt/rollcall
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
WORKDIR /opt/rollcall
COPY --from=dependencies /opt/rollcall ./
COPY --from=build /opt/rollcall/dist ./dist
COPY rollcall ./
RUN ln -s /opt/rollcall/rollcall /usr/local/bin/rollcall
# The only folder that is written to, and only by the embedded database.
RUN mkdir /data && chown 1000:1000 /data
VOLUME /data
USER 1000:1000
ENV NODE_ENV=production ROLLCALL_HOST=0.0.0.0 ROLLCALL_DATABASE_URL=sqlite:/data/rollcall.db
EXPOSE 8080
# Of the process, not of its database: a database that is away comes back by itself, and restarting helps nobody.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ROLLCALL_PORT ?? 8080}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["rollcall"]
CMD ["serve"]
