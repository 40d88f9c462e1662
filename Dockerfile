# Built in two steps: the second image has the environment and nothing that made it.
FROM python:3.13-slim AS build
RUN python -m venv /opt/studyhall
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY bot bot
RUN /opt/studyhall/bin/pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.13-slim
# State lies in /data, so that it outlives the container; the notes are mounted, best read-only.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin studyhall \
    && install -d -o studyhall -g studyhall -m 0700 /data \
    && install -d -o studyhall -g studyhall /notes
COPY --from=build /opt/studyhall /opt/studyhall
ENV PATH=/opt/studyhall/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STUDYHALL_NOTES=/notes \
    STUDYHALL_DATA=/data
USER studyhall
WORKDIR /data
VOLUME ["/data"]
# The bot writes its state every 30 s; the first comes when the notes are read and Discord is there.
HEALTHCHECK --interval=60s --timeout=10s --start-period=120s --retries=3 CMD ["studyhall", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["studyhall"]
CMD ["run"]
