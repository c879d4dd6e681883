# Builds the one executable, pages included, and puts it into an image that holds nothing else but a C library and CA certificates.
FROM docker.io/oven/bun:1.4.5 AS build
WORKDIR /gatehouse
COPY . .
RUN bun install --frozen-lockfile
RUN bun run build --outfile /gatehouse/dist/gatehouse && mkdir -p /gatehouse/dist/data

FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /gatehouse/dist/gatehouse /usr/local/bin/gatehouse
# The records of an installation without DynamoDB, Redis and S3.
COPY --from=build --chown=nonroot:nonroot /gatehouse/dist/data /var/lib/gatehouse
USER nonroot
WORKDIR /var/lib/gatehouse
VOLUME /var/lib/gatehouse
ENV GATEHOUSE_CONFIG=/etc/gatehouse/gatehouse.yaml NODE_ENV=production
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/usr/local/bin/gatehouse", "healthcheck"]
ENTRYPOINT ["/usr/local/bin/gatehouse"]
