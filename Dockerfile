# syntax=docker/dockerfile:1
# Two stages: the first makes the virtual environment and the static files, the second carries them and nothing else.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt .
# Wheels only: nothing is compiled, and no compiler is needed.
RUN /venv/bin/pip install --no-deps --require-hashes --only-binary :all: -r requirements.txt
COPY manage.py ./
COPY config config
COPY factcheck factcheck
COPY workers workers
RUN FACTCHECK_DATA_DIR=/build /venv/bin/python manage.py collectstatic --noinput \
    && mv /build/static /app/static \
    && /venv/bin/python -m compileall -q /app

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /home/factcheck factcheck \
    && install -d -o factcheck -g factcheck /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FACTCHECK_PRODUCTION=true \
    FACTCHECK_DATA_DIR=/data \
    STATIC_DIR=/app/static
USER factcheck
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
