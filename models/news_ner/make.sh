#!/usr/bin/env bash
# Rebuild both models: make.sh MINILM_FOLDER MPNET_FOLDER SCRATCH_FOLDER; PYTHON names the interpreter, DATA the data.
# Each folder of base weights holds model.safetensors (its SHA-256 is checked) and BERT's uncased vocab.txt.
set -euo pipefail
[ $# -eq 3 ] || { sed -n 2,3p "$0"; exit 2; }
minilm=$1 mpnet=$2 work=$3
cd "$(dirname "$0")"
python=${PYTHON:-python} data=${DATA:-../../../shared/data}
export GOMP_SPINCOUNT=0 OMP_WAIT_POLICY=PASSIVE
"$python" train.py --encoder mpnet --layers 12 --epochs 3 --rate 8e-5 --layer-decay 0.92 \
  --base "$mpnet" --data "$data" --out "$work/teacher"
"$python" train.py --tweets --epochs 7 --base "$minilm" --data "$data" --out "$work/gold"
"$python" teach.py --teachers "$work/teacher/model.pt=1" --base "$minilm" --data "$data" --out "$work/soft"
"$python" teach.py --teachers "$work/teacher/model.pt=1" --base "$minilm" --data "$data" --out "$work/more" \
  --sources articles:5000:12000 headlines:8000:16000 leads:6000:12000
student() { # LAYERS START OUT SEED EPOCHS RATE [OPTION...]: one stage of a student, from the weights of another
  "$python" train.py --layers "$1" --start "$work/$2/model.pt" --out "$work/$3" --seed "$4" --epochs "$5" --rate "$6" \
    --dropout 0 --tokens 1536 --base "$minilm" --data "$data" "${@:7}"
}
soft=("$work"/soft/*.pt)
all=("$work"/soft/*.pt "$work"/more/*.pt)
last=("$work"/soft/titles.pt "$work"/soft/headlines-*.pt "$work"/soft/articles-*.pt "$work"/soft/tweets.pt)
student 6 gold six-a 1 2 5e-4 --soft "${soft[@]}"
student 6 six-a six-b 2 0.85 2.5e-4 --soft "${all[@]}" --thaw 1e-4
student 6 six-b six-c 3 0.4 1.2e-4 --soft "${last[@]}" --thaw 5e-5 --variants 2
student 3 gold three-a 1 3 7e-4 --soft "${soft[@]}"
student 3 three-a three-b 2 0.85 3e-4 --soft "${all[@]}" --thaw 1e-4
student 3 three-b three-c 3 0.45 1.5e-4 --soft "${last[@]}" --thaw 5e-5 --variants 2
lower() { # START OUT: the mean of the last two stages, its massive activations brought down
  "$python" massive.py --models "$work/$1"-[bc]/model.pt --base "$minilm" --data "$data" --out "$work/$2/model.pt"
}
sentences=("$work"/soft/articles-*.pt "$work"/soft/leads-*.pt)
lower six six-l
student 6 six-l six-d 1 2 1.5e-4 --annotations 2 --soft "${sentences[@]}"
lower three three-l
student 3 three-l three-d 1 2 2e-4 --annotations 2 --soft "${sentences[@]}"
student 3 three-l three-e 3 1 1e-4 --annotations 1 --tweets --soft "${sentences[@]}" "$work"/soft/headlines-*.pt
mean() { # OUT SHARES...: of stages, each STAGE=SHARE
  "$python" soup.py --out "$work/$1/model.pt" "${@:2}"
}
mean six-m "$work/six-l/model.pt=35" "$work/six-d/model.pt=65"
mean three-m "$work/three-l/model.pt=40" "$work/three-e/model.pt=40" "$work/three-d/model.pt=20"
student 6 six-m six-f 5 0.4 6e-5 --annotations 1 --tagged
student 3 three-m three-f 5 0.5 8e-5 --annotations 1 --tagged
# Version 4: a teacher that has seen the corrected texts, averaged with the students so far.
"$python" train.py --encoder mpnet --layers 12 --epochs 2.6 --rate 1e-4 --layer-decay 0.92 --tokens 1536 --annotations 1 \
  --base "$mpnet" --data "$data" --out "$work/teacher-2"
for units in 1152 1024; do
  "$python" prune.py --model "$work/six-f/model.pt" --units "$units" --base "$minilm" --data "$data" \
    --out "$work/six-$units/model.pt"
done
"$python" teach.py --base "$minilm" --data "$data" --out "$work/mean" \
  --teachers "$work/teacher-2/model.pt=2" "$work"/{six-f,three-f,six-1152}/model.pt=1 \
  --sources titles headlines:0:8000 articles:0:8000 leads:0:4000 radio:0:5000 tweets
most=("$work"/mean/{titles,headlines,articles,leads,radio}*.pt)
mixed=(--annotations 1 --tagged --variants 1)
student 6 six-1152 six-g 9 1.6 1.2e-4 --gold 0.25 "${mixed[@]}" --soft "${most[@]}"
mean six-m4 "$work"/{six-1152,six-g}/model.pt=1
student 4 six-1024 four-a 8 2 5e-4 --annotations 2 --tagged --variants 1 --soft "${most[@]}"
student 4 four-a four-b 10 1.1 2e-4 --gold 0.3 "${mixed[@]}" --soft "${most[@]}"
student 4 four-b four-c 11 0.7 1.5e-4 --gold 0.3 "${mixed[@]}" --soft "${most[@]}" "$work/mean/tweets.pt"
mean four-m "$work"/four-{b,c}/model.pt=1
"$python" export.py --models "$work/six-m4/model.pt" --name accurate --base "$minilm" --data "$data"
"$python" export.py --models "$work/four-m/model.pt" --name fast --base "$minilm" --data "$data"
